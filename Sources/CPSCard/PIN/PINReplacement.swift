internal import SmartCard

/// Two secrets on their way into one transaction: what opens, and the new PIN.
struct PINReplacement: ~Copyable, Sendable {
  let current: PIN
  let new: PIN
}
