import CPSDiagnostics
import CPSPrimitives
import CPSProof

/// Somebody who calls the help desk for the robot, says that they are the owner of an account, and guesses the end of the
/// bank details, so that a renewal is begun.
struct Accomplice: Sendable {
  /// What became of the calls so far.
  private(set) var calls = CallFigures()
  private let intended: [(moment: Timestamp, account: String, guess: BankEnding)]
  private var agents: [HelpDeskAgent]

  /// Somebody who calls for all accounts in turn, and again.
  ///
  /// - Parameter agents: who take the calls in turn.
  init(calling agents: [HelpDeskAgent], from moment: Timestamp, seed: UInt64) {
    self.agents = agents
    var chance = SeededChance(seed: seed, for: "calls")
    let accounts = AccountCredential.leaked.map(\.account)
    intended = (0..<accounts.count * ReplayParameters.callsForAccount).map { place in
      (
        moment + ReplayParameters.callInterval * place, accounts[place % accounts.count],
        BankEnding(by: &chance)
      )
    }
  }

  /// When the next call comes; nil after the last.
  var nextMoment: Timestamp? { calls.made < intended.count ? intended[calls.made].moment : nil }

  /// Calls.
  mutating func call() async throws(CPSError) {
    let (_, account, guess) = intended[calls.made]
    let agent = calls.made % agents.count
    calls.made += 1
    let answer = try await agents[agent].check(account, guess)
    switch answer.outcome {
    case Diagnostic.telephoneAttemptsExceeded.code: calls.refused += 1
    // Said what is registered, and no code may go to that mailbox any more.
    case Diagnostic.accountUnreachable.code: calls.confirmed += 1
    default: if answer.isConfirmation { calls.confirmed += 1 }
    }
  }
}
