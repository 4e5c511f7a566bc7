public import CPSDiagnostics
public import SmartCard

/// A PIN from a descriptor that a calling program opened (`--pin-fd N`): nothing is ever asked.
///
/// One line; the descriptor is closed once it was read. A terminal is refused, since it would show the PIN.
public struct DescriptorPINPrompt: PINPrompt {
  private let descriptor: FileDescriptor
  private let limit: Duration

  /// Takes over descriptor `number`.
  ///
  /// - Parameter limit: how long the writer may take.
  public init(number: Int32, limit: Duration) {
    descriptor = FileDescriptor(owning: number)
    self.limit = limit
  }

  /// The program that wrote it cannot be asked again.
  public var mayAskAgain: Bool { false }

  /// Refuses: no person is there to say yes.
  public func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    throw CPSError(.pinLastTry, reason: "not to be confirmed through a descriptor")
  }

  /// Reads the line.
  public func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    defer { descriptor.end() }
    return try await SecretLine.readPIN(from: .descriptor(descriptor), atMost: limit)
  }
}
