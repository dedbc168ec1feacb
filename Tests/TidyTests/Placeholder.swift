enum TidyTestsTestsPlaceholder {}
