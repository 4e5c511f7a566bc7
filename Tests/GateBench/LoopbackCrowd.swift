import BenchSupport
import CPSDiagnostics
import Dispatch
import Foundation
import Synchronization

/// Many connections to a service in this process that each wait for their answers, and what both sides need for them.
struct LoopbackCrowd {
  /// How a number of requests went.
  struct Report {
    /// The answers, in the order of the requests.
    var answers: [LoopbackConnection.Answer] = []
    /// From the first request to the last answer, on the wall.
    var seconds = 0.0
    /// Processor time in microseconds: of the threads of the connections, and of everything else in the process.
    var clientTime = 0.0, serviceTime = 0.0
  }

  private struct State {
    var answers: [Int: LoopbackConnection.Answer] = [:]
    var clientTime: UInt64 = 0
    var failure: (any Error)?
  }

  /// How many threads hold the connections: few, since the service's threads wait while others run.
  private static let threads = 2

  let connections: Int

  /// Sends all requests, each of which must be answered with 201.
  func exchange(_ requests: [[UInt8]], port: Int) async throws -> Report {
    try await withCheckedThrowingContinuation { reply in
      DispatchQueue.global().async {
        reply.resume(with: Result { try exchangeBlocking(requests, port: port) })
      }
    }
  }

  private func exchangeBlocking(_ requests: [[UInt8]], port: Int) throws -> Report {
    let state = Mutex(State())
    let start = (wall: ProcessorTime.onWall, process: ProcessorTime.ofProcess)
    let threads = DispatchGroup()
    for first in 0..<Self.threads {
      threads.enter()
      Thread.detachNewThread {
        defer { threads.leave() }
        let start = ProcessorTime.ofThread
        let result = Result {
          try answers(to: requests, ofThread: first, port: port)
        }
        state.withLock { state in
          state.clientTime += ProcessorTime.ofThread - start
          switch result {
          case .success(let own): state.answers.merge(own) { first, _ in first }
          case .failure(let error): state.failure = error
          }
        }
      }
    }
    threads.wait()
    let used = ProcessorTime.ofProcess - start.process
    let seconds = Double(ProcessorTime.onWall - start.wall) / 1_000_000_000
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return Report(
        answers: requests.indices.compactMap { state.answers[$0] }, seconds: seconds,
        clientTime: Double(state.clientTime) / 1_000, serviceTime: Double(used - state.clientTime) / 1_000)
    }
  }

  /// What the connections of one thread do: each sends its next request when it has its answer.
  ///
  /// They are asked in turns, so that the thread is not woken for each of the answers that came meanwhile.
  private func answers(
    to requests: [[UInt8]], ofThread first: Int, port: Int
  ) throws -> [Int: LoopbackConnection.Answer] {
    let own = Array(stride(from: first, to: requests.count, by: Self.threads))
    let lines = try (0..<connections / Self.threads).map { _ in try LoopbackConnection(port: port) }
    for (line, index) in zip(lines, own) { try line.send(requests[index]) }
    var answers: [Int: LoopbackConnection.Answer] = [:]
    for (place, index) in own.enumerated() {
      let line = lines[place % lines.count]
      let answer = try line.answer()
      guard answer.status == 201 else {
        throw CPSError(.internalFault, reason: String(decoding: answer.body, as: UTF8.self))
      }
      answers[index] = answer
      if place + lines.count < own.count { try line.send(requests[own[place + lines.count]]) }
    }
    return answers
  }
}
