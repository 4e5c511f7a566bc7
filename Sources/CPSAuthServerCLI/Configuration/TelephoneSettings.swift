import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// The telephone check: the key of what callers say, in a file of its own, and how often agents may ask.
struct TelephoneSettings: Sendable {
  /// A key of an epoch that is on its way out.
  struct FormerKey: Sendable, Hashable {
    let epoch: String
    let path: String
  }

  /// The file of the key under which details are registered.
  let key: String
  /// The name of that key's epoch.
  let epoch: String
  /// Keys of epochs before, under which details are still compared.
  let former: [FormerKey]
  /// Whether a key that is missing is made at the start.
  let isCreated: Bool
  /// How often.
  let limits: TelephoneLimits

  /// The keys, read.
  ///
  /// - Parameter others: the files of the other secrets of the server, of which none may be a copy.
  /// - Throws: as ``SecretFile/read(at:isCreated:random:atMost:credentials:)``, and
  ///   ``Diagnostic/configurationInvalid`` also for a copy of another secret: who has one of them must not have the
  ///   other.
  func ring(
    besides others: [String], isCreated: Bool, random: some RandomSource
  ) throws(CPSError) -> TelephoneKeyRing {
    let present = try read(epoch, key, isCreated: isCreated, besides: others, random: random)
    var earlier: [TelephoneKey] = []
    for key in former {
      earlier.append(try read(key.epoch, key.path, isCreated: false, besides: others, random: random))
    }
    return try TelephoneKeyRing(present, before: earlier)
  }

  private func read(
    _ epoch: String, _ path: String, isCreated: Bool, besides others: [String], random: some RandomSource
  ) throws(CPSError) -> TelephoneKey {
    let key = try TelephoneKey(
      epoch: epoch, SecretFile.read(at: path, isCreated: isCreated, random: random))
    for other in others {
      // What is wrong with the other file is told where it is read for its own sake.
      let isCopy = try? key.isCopy(of: SecretFile.read(at: other, isCreated: false, random: random))
      guard isCopy != true else {
        throw CPSError(
          .configurationInvalid, ["place": path, "detail": "the same bytes as \(other): a secret of its own"])
      }
    }
    return key
  }
}
