internal import SmartCard

/// SELECT of a CPS4 (cps-card.md sections 2.1 and 2.2, pitfalls 4 and 5 of section 10).
extension ChipDocCommands {
  /// The card manager, selected only as a detour.
  private static let cardManager: [UInt8] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00]
  /// The CPS2ter applet, selected only as a detour.
  private static let formerApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x02]

  /// P2: with file control information, and without.
  private static let controls: Set<UInt8> = [0x00, 0x0C]

  /// SELECT by name on channel 1: ChipDoc opens the channel, or the detour begins.
  ///
  /// The card manager in the place of ChipDoc leaves the channel without it: 6881 from then on (ASSUMED).
  func selectByName(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard Self.controls.contains(command.p2) else { return .status(.wrongParameters) }
    if command.data == Self.cardManager {
      card.state.channel = VolatileState.Channel(detour: .cardManager)
      return .done
    }
    guard let directory = card.image.masterFile.path(named: command.data) else {
      return .status(.fileNotFound)
    }
    if card.image.traits?.refusesSelection == true, card.state.channel.detour != .complete {
      return .status(.conditionsNotSatisfied)
    }
    card.state.channel.holdsApplication = true
    card.state.enter(directory)
    return command.p2 == 0x0C ? .done : information(on: card, answering: command)
  }

  /// SELECT by path from the master file, which stands not in the path.
  func selectByPath(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.p1 == 0x08, Self.controls.contains(command.p2) else {
      return .status(.wrongParameters)
    }
    guard let identifiers = FileTarget.identifiers(in: command.data),
      let target = card.resolve(identifiers, from: [])
    else { return .status(.fileNotFound) }
    card.state.enter(target.directory, file: target.file)
    return command.p2 == 0x0C ? .done : information(on: card, answering: command)
  }

  /// The basic channel: the card knows its applications there and nothing else (ASSUMED).
  func executeOnBasicChannel(_ command: ReceivedCommand, on card: inout CardOperatingSystem) -> Outcome {
    guard command.ins == Instruction.select else { return .status(.instructionNotSupported) }
    guard command.p1 == 0x04 else { return .status(.wrongParameters) }
    if command.data == Self.formerApplication {
      if card.state.channel.detour == .cardManager { card.state.channel.detour = .complete }
      return .done
    }
    let isKnown = command.data == Self.cardManager || command.data == card.image.masterFile.name
    return isKnown ? .done : .status(.fileNotFound)
  }

  /// The file control information: the 39 bytes of a CPS3 in template 6F.
  ///
  /// The official module demands the template (CONF-A); what stands in it is ASSUMED. On T=1 the host
  /// says by Le whether it wants it.
  private func information(
    on card: CardOperatingSystem, answering command: ReceivedCommand
  ) -> Outcome {
    guard card.wire == .t0 || command.expectedLength != nil else { return .done }
    return .result([0x6F] + card.controlParameters.dropFirst())
  }
}
