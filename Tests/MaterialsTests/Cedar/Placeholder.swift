enum CedarTestsPlaceholder {}
