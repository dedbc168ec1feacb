enum DataMapPlaceholder {}
