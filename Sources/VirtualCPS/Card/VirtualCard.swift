public import CPSDiagnostics
public import CPSPrimitives
public import OpenSSLKit
public import SmartCard
internal import Synchronization

/// A CPS card in software: what a reader sees of it through its contacts.
///
/// Behaves as cps-card.md describes the real card; what was never seen on one is marked ASSUMED where it is
/// made up. Counters and files outlast the process when the card has a storage.
public final class VirtualCard: Sendable {
  /// The answer to reset.
  public let answerToReset: [UInt8]
  /// The protocol that card and reader agree on.
  public let transmissionProtocol: TransmissionProtocol

  private let recorder: ExchangeRecorder?
  private let contacts: Mutex<CardContacts>

  /// A card without power.
  ///
  /// - Parameters:
  ///   - image: what the card holds.
  ///   - storage: where changes are kept before the answer leaves; nil for a card that forgets.
  ///   - recorder: counts and writes down the exchanges.
  ///   - random: answers GET CHALLENGE.
  /// - Throws: ``Diagnostic/virtualCardInvalid`` when a key of the image cannot be read.
  public init(
    _ image: VirtualCardImage, storage: (any VirtualCardStorage)? = nil, recorder: ExchangeRecorder? = nil,
    random: any RandomSource = SystemRandomSource()
  ) throws(CPSError) {
    let operatingSystem = try CardOperatingSystem(image: image, storage: storage, random: random)
    answerToReset = image.answerToReset
    transmissionProtocol = operatingSystem.wire
    self.recorder = recorder
    contacts = Mutex(CardContacts(operatingSystem: operatingSystem))
  }

  /// The card whose image lies in `file`, which is written at every change.
  ///
  /// - Throws: as ``VirtualCardImageFile/load()`` does.
  public convenience init(
    stored file: VirtualCardImageFile, recorder: ExchangeRecorder? = nil
  ) throws(CPSError) {
    try self.init(file.load(), storage: file, recorder: recorder)
  }

  /// What the card holds now.
  public var image: VirtualCardImage { contacts.withLock { $0.operatingSystem.image } }

  /// Lets `fault` strike; a later call takes the place of an earlier one, nil takes it back.
  public func plan(_ fault: CardFault?) { plan(fault.map { [$0] } ?? []) }

  /// Lets `faults` strike, in the place of those planned before; where two meet, the first one strikes.
  public func plan(_ faults: [CardFault]) { contacts.withLock { $0.plan(faults) } }

  /// Puts the card into a reader, also after a fault pulled it out; it has no power yet.
  public func insert() {
    powerOff()
    contacts.withLock { $0.isAbsent = false }
  }

  /// Gives the card power: it forgets all that is volatile and answers to reset.
  @discardableResult
  public func powerOn() -> [UInt8] {
    contacts.withLock {
      $0.operatingSystem.state = VolatileState()
      $0.isPowered = true
      $0.isMute = false
    }
    return answerToReset
  }

  /// Takes the power away.
  public func powerOff() {
    contacts.withLock {
      $0.operatingSystem.state = VolatileState()
      $0.isPowered = false
    }
  }

  /// A warm reset: as ``powerOn()``, the power staying on.
  @discardableResult
  public func reset() -> [UInt8] { powerOn() }

  /// Sends the bytes of one command.
  public func transmit(_ command: [UInt8]) -> CardReaction {
    contacts.withLock { contacts in
      guard !contacts.isAbsent else { return .absence }
      guard contacts.isPowered, !contacts.isMute else { return .silence }
      return contacts.react(to: command, recorder: recorder)
    }
  }
}
