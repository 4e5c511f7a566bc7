internal import CPSCard
internal import CPSDiagnostics
internal import CPSProof
internal import CPSWorkstation
internal import SmartCard

/// Whether the card in the reader can log in, as far as it shows without its PIN.
struct CardCheck: Check {
  /// What one look at the card told.
  private struct Look: Sendable {
    let answerToReset: [UInt8]
    let protocolName: String
    let condition: CardCondition
  }

  func findings(on machine: Machine) async -> [Finding] {
    do throws(CPSError) {
      let name = try await CardFinder(among: machine.readers, named: machine.reader).find(waiting: nil)
      if try await machine.readers.current().contains(where: { $0.name == name && $0.isExclusive }) {
        return [Self.busy(CPSError(.cardBusy), on: machine)]
      }
      let look = try await Self.look(at: machine.readers.connection(to: name), in: machine.environment)
      return [Self.card(look), Self.speed(look), Self.pin(look.condition.pinStatus)]
        + (look.condition.standsOpen ? [Self.open(on: machine)] : [])
    } catch  where error.diagnostic == .cardBusy {
      return [Self.busy(error, on: machine)]
    } catch {
      return [.obstacle(.card, error)]
    }
  }

  private static func look(
    at connection: any CardConnection, in environment: TrustEnvironment
  ) async throws(CPSError) -> Look {
    try await connection.transaction(
      budget: CardLogin.preparationBudget, deadline: CardInspection.deadline
    ) { (channel) throws(CPSError) in
      let condition = try CardInspection.condition(over: &channel, in: environment)
      return Look(
        answerToReset: channel.answerToReset, protocolName: channel.transmissionProtocol.rawValue,
        condition: condition)
    }
  }

  private static func busy(_ error: CPSError, on machine: Machine) -> Finding {
    let holders = CardHolders(on: machine).ofCards
    return holders.isEmpty
      ? .obstacle(.card, error, because: .cardHeldUnseen)
      : .obstacle(.card, error, because: .cardHeld, ["holders": holders.joined(separator: ", ")])
  }

  private static func card(_ look: Look) -> Finding {
    Finding(
      .card, fact: .card,
      ["generation": look.condition.generation.displayName, "serial": look.condition.serial.digits])
  }

  private static func speed(_ look: Look) -> Finding {
    guard let speed = CardSpeed(look.answerToReset, protocolName: look.protocolName) else {
      return Finding(.card, fact: .speedUnknown, ["protocol": look.protocolName])
    }
    return Finding(.card, fact: .speed, speed.values)
  }

  private static func pin(_ status: PINStatus) -> Finding {
    let values = ["left": "\(status.triesLeft)", "maximum": "\(status.maximumTries)"]
    if status.isBlocked { return .obstacle(.pin, CPSError(.pinBlocked, values)) }
    if status.isLastTry { return .remark(.pin, CPSError(.pinLastTry, values)) }
    return Finding(.pin, fact: .pin, values)
  }

  /// The card is open to others now; whether it would lose that state at a reset is seen only by trying.
  private static func open(on machine: Machine) -> Finding {
    let holders = CardHolders(on: machine).ofCards
    return holders.isEmpty
      ? .remark(.pin, CPSError(.pinOpenToOthers), because: .stateKept)
      : .remark(
        .pin, CPSError(.pinOpenToOthers), because: .cardHeld, ["holders": holders.joined(separator: ", ")])
  }
}
