public import CPSProof

/// A proof of possession that belongs to the request at hand and is fresh; whether it is new is not known.
///
/// Only ``DPoPVerifier`` makes one.
public struct VerifiedPossession: Sendable {
  /// The workstation key that signed.
  public let key: WorkstationKey
  let mark: OneTimeMark

  init(key: WorkstationKey, mark: OneTimeMark) {
    self.key = key
    self.mark = mark
  }
}
