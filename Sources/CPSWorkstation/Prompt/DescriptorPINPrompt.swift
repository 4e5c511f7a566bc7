public import CPSDiagnostics
public import SmartCard

/// A PIN from a descriptor that a calling program opened (`--pin-fd N`): nothing is ever asked.
///
/// One line; the descriptor is closed once it was read. A terminal is refused, since it would show the PIN.
public struct DescriptorPINPrompt: PINPrompt {
  private let descriptor: FileDescriptor
  private let limit: Duration
  private let spendsLastTry: Bool

  /// Takes over descriptor `number`.
  ///
  /// - Parameters:
  ///   - number: the descriptor.
  ///   - limit: how long the writer may take.
  ///   - spendsLastTry: whether the program said expressly that the last try may be spent.
  /// - Throws: ``Diagnostic/pinDescriptorUnusable`` for standard output and standard error.
  public init(number: Int32, limit: Duration, spendsLastTry: Bool = false) throws(CPSError) {
    descriptor = try SecretLine.descriptor(number)
    self.limit = limit
    self.spendsLastTry = spendsLastTry
  }

  /// The program that wrote it cannot be asked again.
  public var mayAskAgain: Bool { false }

  /// The PIN is in the descriptor.
  public var admitsPINPad: Bool { false }

  /// Refuses: no person is there to type.
  public func sendToPINPad(_ request: PINRequest) async throws(CPSError) {
    throw CPSError(.pinEntryUnavailable, reason: "nobody is there to type at the reader")
  }

  /// Asks nobody: the yes was said beforehand, or not at all.
  public func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    guard spendsLastTry else { throw CPSError(.pinLastTry, reason: "nobody said yes beforehand") }
  }

  /// Reads the line.
  ///
  /// - Throws: as ``PINPrompt/enterPIN(_:)`` does; ``Diagnostic/pinDescriptorUnusable``.
  public func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    let number = descriptor.number
    defer { descriptor.end() }
    do throws(CPSError) {
      return try await SecretLine.readPIN(from: .descriptor(descriptor), atMost: limit)
    } catch  where error.diagnostic == .pinEntryUnavailable {
      throw CPSError(.pinDescriptorUnusable, ["number": "\(number)"])
    }
  }
}
