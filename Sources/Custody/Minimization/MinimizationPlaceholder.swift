enum MinimizationPlaceholder {}
