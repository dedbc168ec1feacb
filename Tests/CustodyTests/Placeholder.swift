enum CustodyTestsTestsPlaceholder {}
