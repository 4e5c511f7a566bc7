/// One thing that is looked at.
protocol Check: Sendable {
  /// What is found on `machine`; sends nothing to a card that changes it, and no VERIFY with a PIN.
  func findings(on machine: Machine) async -> [Finding]
}
