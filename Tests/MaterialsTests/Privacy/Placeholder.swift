enum PrivacyTestsPlaceholder {}
