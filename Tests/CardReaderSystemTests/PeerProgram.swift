import TestSupport

/// Another program at the same reader: a few lines of Python over libpcsclite, so that it shares nothing with
/// the code under test.
struct PeerProgram {
  /// What the peer does once it is connected, before it says `ready`.
  enum Deed: String {
    /// Holds the card exclusively.
    case exclusive
    /// Holds a transaction on a shared card.
    case transaction
    /// Resets the card, and goes.
    case reset
  }

  private static let program = """
    import ctypes, sys
    pcsc = ctypes.CDLL("libpcsclite.so.1")
    deed, reader = sys.argv[1], sys.argv[2].encode()
    context, card, protocol = ctypes.c_long(), ctypes.c_long(), ctypes.c_ulong()
    def call(result):
        if result: sys.exit("PC/SC: %08X" % (result & 0xFFFFFFFF))
    call(pcsc.SCardEstablishContext(ctypes.c_ulong(2), None, None, ctypes.byref(context)))
    share = ctypes.c_ulong(1 if deed == "exclusive" else 2)
    call(pcsc.SCardConnect(
        context, reader, share, ctypes.c_ulong(3), ctypes.byref(card), ctypes.byref(protocol)))
    if deed == "reset":
        call(pcsc.SCardDisconnect(card, ctypes.c_ulong(1)))
    else:
        call(pcsc.SCardBeginTransaction(card))
    print("ready", flush=True)
    sys.stdin.read()
    if deed != "reset":
        call(pcsc.SCardEndTransaction(card, ctypes.c_ulong(0)))
        call(pcsc.SCardDisconnect(card, ctypes.c_ulong(0)))
    """

  let process: ChildProcess

  /// Starts the peer and waits until it has done its deed.
  static func start(_ deed: Deed, at readerName: String, of daemon: PrivatePCSC) async throws -> PeerProgram {
    let process = try ChildProcess(
      "python3", ["-c", program, deed.rawValue, readerName], environment: daemon.environment, input: .open)
    try await process.waitForOutput("ready")
    return PeerProgram(process: process)
  }

  /// Lets the peer release the card and end, and waits for it.
  func end() async throws {
    process.closeInput()
    _ = try await process.wait()
  }
}
