public import CPSDiagnostics
public import SmartCard

/// A PIN from a descriptor that a calling program opened (`--pin-fd N`): nothing is ever asked.
///
/// One line; the descriptor is closed once it was read. A terminal is refused, since it would show the PIN.
public struct DescriptorPINPrompt: PINPrompt {
  /// The lowest that is not one of the standard three; 0 may be a pipe, but 1 and 2 are written to.
  private static let lowestOfOurOwn: Int32 = 3

  private let descriptor: FileDescriptor
  private let limit: Duration

  /// Takes over descriptor `number`.
  ///
  /// - Parameter limit: how long the writer may take.
  /// - Throws: ``Diagnostic/pinDescriptorUnusable`` for standard output and standard error.
  public init(number: Int32, limit: Duration) throws(CPSError) {
    guard number == 0 || number >= Self.lowestOfOurOwn else {
      throw CPSError(.pinDescriptorUnusable, ["number": "\(number)"])
    }
    descriptor = FileDescriptor(owning: number)
    self.limit = limit
  }

  /// The program that wrote it cannot be asked again.
  public var mayAskAgain: Bool { false }

  /// The PIN is in the descriptor.
  public var admitsPINPad: Bool { false }

  /// Refuses: no person is there to type.
  public func sendToPINPad(_ request: PINRequest) async throws(CPSError) {
    throw CPSError(.pinEntryUnavailable, reason: "nobody is there to type at the reader")
  }

  /// Refuses: no person is there to say yes.
  public func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    throw CPSError(.pinLastTry, reason: "not to be confirmed through a descriptor")
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
