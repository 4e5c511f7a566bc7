public import CPSDiagnostics
public import CPSProof
public import SmartCard

/// A card that is held after its login, with its PIN presented, to sign presence and nothing else.
///
/// Login and hold are one transaction, which ends with a reset however it goes: at ``end()``, when the card
/// fails, or when the process is killed. As long as it lasts no other program reaches the card.
public final class CardHold: Sendable {
  /// What a hold may exchange: a login, and some six commands and 700 bytes for each of 1,000 signatures, one
  /// every 15 seconds of the longest session.
  public static let budget = CardBudget(exchanges: 6_144, bytes: 786_432)
  /// How long a hold may last: longer than any session (four hours).
  public static let deadline = Duration.seconds(15_000)

  /// How long a hold that was let go of may take to reset the card.
  private static let farewell = Duration.seconds(5)

  private let queue: HoldQueue

  private init(_ queue: HoldQueue) { self.queue = queue }

  deinit { queue.close() }

  /// The second half of a login, as ``CardLogin/authenticate(_:on:entry:lastTry:cache:deadline:transcript:)``,
  /// which goes on into a hold.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - connection: the card, which no other program may share.
  ///   - entry: what the person typed, or that it will be typed at the reader.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  ///   - cache: corrected when what it held proves stale.
  ///   - transcript: makes what is signed for the login.
  /// - Throws: what that function throws; nothing is held then.
  public static func begin(
    _ prepared: PreparedCard, on connection: any CardConnection, entry: consuming PINEntry, lastTry: LastTry,
    cache: any CardPublicDataCache,
    transcript:
      @escaping @Sendable (
        _ certificate: [UInt8], _ algorithm: ProofAlgorithm
      ) throws(CPSError) -> Transcript
  ) async throws(CPSError) -> (CardHold, CardAuthentication) {
    let queue = HoldQueue()
    let limit = CardLogin.deadline + entry.typingTime
    let box = PendingEntry(entry)
    Task {
      do throws(CPSError) {
        try await connection.transaction(budget: budget, deadline: deadline, ending: .reset, with: box) {
          (channel, box) throws(CPSError) in
          let authentication = try CardLogin.authenticate(
            prepared, over: &channel, entry: try box.take(), lastTry: lastTry, transcript: transcript)
          queue.beginning.settle(.success(authentication))
          try serve(queue, authentication, over: &channel)
        }
        queue.close()
      } catch {
        queue.close(error)
      }
      queue.ending.settle(.failure(HoldQueue.over))
    }
    do throws(CPSError) {
      // The transaction may last for hours; its first command may not.
      let late = CPSError(.pinStateUnknown, reason: "the card does not answer")
      let authentication = try await queue.beginning.answer(within: limit, otherwise: late).get()
      if authentication.publicData != prepared.publicData { cache.store(authentication.publicData) }
      return (CardHold(queue), authentication)
    } catch {
      await queue.letGo(within: farewell)
      if prepared.isFromCache, CardLogin.staleness.contains(error.diagnostic) {
        cache.remove(prepared.serial)
      }
      throw error
    }
  }

  /// Has the card sign that it is there.
  ///
  /// - Parameter transcript: makes what is signed, of purpose `presence`.
  /// - Throws: ``Diagnostic/internalFault`` for a transcript of any other purpose: nothing is signed; what the
  ///   card throws, after which the hold is over; ``Diagnostic/cardReset`` when it is over.
  public func signPresence(
    _ transcript:
      @escaping @Sendable (
        _ certificate: [UInt8], _ algorithm: ProofAlgorithm
      ) throws(CPSError) -> Transcript
  ) async throws(CPSError) -> CardAuthentication {
    let late = CPSError(.timedOut, reason: "the card that is held does not answer")
    return try await queue.ask(transcript).answer(within: CardLogin.deadline, otherwise: late).get()
  }

  /// Resets the card and lets it go; returns when that is done, or the card does not answer any more.
  public func end() async { await queue.letGo(within: Self.farewell) }

  /// Signs what is asked for until the hold is closed; on the thread of the connection.
  private static func serve(
    _ queue: HoldQueue, _ login: CardAuthentication, over channel: inout CardChannel
  ) throws(CPSError) {
    let data = login.publicData
    let driver = try data.generation.driver()
    while let order = queue.next() {
      let make: CardLogin.TranscriptMaker = { (certificate, algorithm) throws(CPSError) in
        let transcript = try order.transcript(certificate, algorithm)
        guard transcript.purpose == .presence else {
          throw CPSError(.internalFault, reason: "a transcript for \(transcript.purpose.rawValue)")
        }
        return transcript
      }
      do throws(CPSError) {
        let first = try CardLogin.transcript(by: make, of: data, for: login.algorithm)
        order.reply.settle(
          .success(try CardLogin.sign(first, with: data, by: driver, over: &channel, transcript: make)))
      } catch {
        order.reply.settle(.failure(error))
        throw error
      }
    }
  }
}
