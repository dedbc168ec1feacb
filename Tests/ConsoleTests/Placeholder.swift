enum ConsoleTestsTestsPlaceholder {}
