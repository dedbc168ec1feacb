enum SieveTestsPlaceholder {}
