/// Why a key that signs checkpoints is believed.
public struct CheckpointKeyStanding: Sendable, Hashable {
  /// What speaks for it.
  public enum Ground: Sendable, Hashable {
    /// It is the first that the log names, and nobody was named to compare it with.
    case first
    /// The verifier was told its fingerprint.
    case trusted
    /// An earlier key of the log vouches for it: that key's fingerprint.
    case vouched(by: [UInt8])
  }

  /// SHA-256 of its SubjectPublicKeyInfo: 32 bytes.
  public let fingerprint: [UInt8]
  /// The entry that brought it in.
  public let entry: Int64
  /// What speaks for it.
  public let ground: Ground
}
