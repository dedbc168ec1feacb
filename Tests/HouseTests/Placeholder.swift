enum HouseTestsTestsPlaceholder {}
