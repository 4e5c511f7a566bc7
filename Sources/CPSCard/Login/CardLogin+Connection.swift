public import CPSDiagnostics
public import CPSProof
public import SmartCard

extension CardLogin {
  /// The first half as one transaction, which leaves the card as it is.
  ///
  /// - Parameters:
  ///   - connection: the card.
  ///   - cache: consulted, and given what had to be read.
  ///   - environment: the world of the service.
  ///   - deadline: how long the transaction may last.
  /// - Throws: what ``prepare(over:cached:environment:)`` and ``CardConnection`` throw.
  public static func prepare(
    on connection: some CardConnection, cache: any CardPublicDataCache, environment: TrustEnvironment,
    deadline: Duration = deadline
  ) async throws(CPSError) -> PreparedCard {
    let prepared = try await connection.transaction(budget: preparationBudget, deadline: deadline) {
      (channel) throws(CPSError) in
      try prepare(over: &channel, cached: cache, environment: environment)
    }
    if !prepared.isFromCache { cache.store(prepared.publicData) }
    return prepared
  }

  /// The second half as one transaction, which ends with a reset of the card however it goes: VERIFY and
  /// signature cannot be parted, and nobody finds the PIN open afterwards.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - connection: the card.
  ///   - entry: what the person typed, or that it will be typed at the reader.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  ///   - cache: corrected when what it held proves stale.
  ///   - deadline: how long the transaction may last; the time that a person has at a keypad is added.
  ///   - transcript: makes what is signed from the certificate that is used, DER, and the algorithm.
  /// - Throws: what ``authenticate(_:over:entry:lastTry:transcript:)`` and ``CardConnection`` throw.
  public static func authenticate(
    _ prepared: PreparedCard, on connection: some CardConnection, entry: consuming PINEntry,
    lastTry: LastTry,
    cache: any CardPublicDataCache, deadline: Duration = deadline,
    transcript:
      @escaping @Sendable (
        _ certificate: [UInt8], _ algorithm: ProofAlgorithm
      ) throws(CPSError) -> Transcript
  ) async throws(CPSError) -> CardAuthentication {
    let limit = deadline + entry.typingTime
    do throws(CPSError) {
      let authentication = try await connection.transaction(
        budget: authenticationBudget, deadline: limit, ending: .reset, with: entry
      ) { (channel, entry) throws(CPSError) in
        try authenticate(
          prepared, over: &channel, entry: entry, lastTry: lastTry, transcript: transcript)
      }
      if authentication.publicData != prepared.publicData { cache.store(authentication.publicData) }
      return authentication
    } catch {
      // What misled this attempt must not mislead the next one; a key that no PIN opens looks like a reset.
      if prepared.isFromCache, staleness.contains(error.diagnostic) || error.diagnostic == .cardReset {
        cache.remove(prepared.serial)
      }
      throw error
    }
  }
}
