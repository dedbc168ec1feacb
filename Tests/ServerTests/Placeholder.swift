enum ServerTestsTestsPlaceholder {}
