internal import CPSDiagnostics
internal import Synchronization

/// One stay of a card in a virtual reader, as its thread lives it.
final class VirtualReaderSession: Sendable {
  typealias End = Result<Void, CPSError>

  private struct State {
    var isConnected = false
    var end: End?
    var waiting: [CheckedContinuation<End, Never>] = []
  }

  let stop = StopSignal()
  private let card: VirtualCard
  private let address: VirtualReaderAddress
  private let state = Mutex(State())

  init(_ card: VirtualCard, _ address: VirtualReaderAddress) {
    self.card = card
    self.address = address
  }

  var isConnected: Bool { state.withLock { $0.isConnected } }

  func waitForEnd() async throws(CPSError) {
    let end = await withCheckedContinuation { (continuation: CheckedContinuation<End, Never>) in
      let end = state.withLock { state in
        if state.end == nil { state.waiting.append(continuation) }
        return state.end
      }
      if let end { continuation.resume(returning: end) }
    }
    try end.get()
  }

  func finish(_ end: End) {
    let waiting = state.withLock { state in
      state.isConnected = false
      state.end = end
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume(returning: end) }
  }

  func run(until deadline: ContinuousClock.Instant) {
    do throws(CPSError) {
      try stay(until: deadline)
      finish(.success(()))
    } catch {
      finish(error.diagnostic == .cancelled ? .success(()) : .failure(error))
    }
  }

  private func stay(until deadline: ContinuousClock.Instant) throws(CPSError) {
    let socket = try VpcdSocket.connect(to: address, until: deadline, stop: stop)
    card.insert()
    state.withLock { $0.isConnected = true }
    defer { card.powerOff() }
    while let frame = socket.receive() {
      guard serve(frame, over: socket) else { return }
    }
  }

  /// Acts on a frame; false ends the stay.
  private func serve(_ frame: VpcdFrame, over socket: borrowing VpcdSocket) -> Bool {
    switch frame {
    case .powerOff: card.powerOff()
    case .powerOn: card.powerOn()
    case .reset: card.reset()
    case .answerToReset: return socket.send(card.answerToReset)
    case .command(let bytes):
      switch card.transmit(bytes) {
      case .answer(let answer): return socket.send(answer)
      case .lateAnswer(let answer, after: let duration):
        guard stop.wait(milliseconds: Int32(clamping: Int64(duration / .milliseconds(1)))) == .timedOut else {
          return false
        }
        return socket.send(answer)
      // vpcd has no way to tell of a reset: an empty answer is what a card in one gives.
      case .resetNotice: return socket.send([])
      case .silence: return true
      case .absence: return false
      }
    }
    return true
  }
}
