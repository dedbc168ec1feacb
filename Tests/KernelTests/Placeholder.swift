enum KernelTestsTestsPlaceholder {}
