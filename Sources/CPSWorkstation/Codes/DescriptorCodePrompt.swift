public import CPSDiagnostics
public import SmartCard

/// Codes from a descriptor that a calling program opened, a line each: what holds or unblocks, then the new PIN.
public struct DescriptorCodePrompt: CodePrompt {
  private let descriptor: FileDescriptor
  private let limit: Duration
  private let spendsLastTry: Bool

  /// Takes over descriptor `number`.
  ///
  /// - Parameters:
  ///   - number: neither standard output nor standard error, nor a terminal.
  ///   - limit: how long the writer may take for a line.
  ///   - spendsLastTry: whether the program said expressly that a last try may be spent.
  /// - Throws: ``Diagnostic/pinDescriptorUnusable``.
  public init(number: Int32, limit: Duration, spendsLastTry: Bool) throws(CPSError) {
    descriptor = try SecretLine.descriptor(number)
    self.limit = limit
    self.spendsLastTry = spendsLastTry
  }

  /// A program, which cannot be asked again.
  public var isPerson: Bool { false }

  /// Asks nobody: the yes was said beforehand, or not at all.
  public func confirmLastTry(_ request: CodeRequest) async throws(CPSError) {
    guard spendsLastTry else { throw request.lastTryRefusal }
  }

  /// Reads the next line.
  public func enter(_ request: CodeRequest) async throws(CPSError) -> PIN {
    let number = descriptor.number
    do throws(CPSError) {
      return try await SecretLine.readPIN(from: .descriptor(descriptor), atMost: limit)
    } catch  where error.diagnostic == .pinEntryUnavailable {
      throw CPSError(.pinDescriptorUnusable, ["number": "\(number)"])
    }
  }
}
