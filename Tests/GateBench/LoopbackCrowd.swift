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
    for first in 0..<connections {
      threads.enter()
      // A thread for each: concurrentPerform would use as many as there are processors.
      Thread.detachNewThread {
        defer { threads.leave() }
        let start = ProcessorTime.ofThread
        let result = Result {
          try answers(to: requests, from: first, over: LoopbackConnection(port: port))
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

  /// What one connection does: every so many-th request.
  private func answers(
    to requests: [[UInt8]], from first: Int, over connection: LoopbackConnection
  ) throws -> [Int: LoopbackConnection.Answer] {
    var answers: [Int: LoopbackConnection.Answer] = [:]
    for index in stride(from: first, to: requests.count, by: connections) {
      let answer = try connection.exchange(requests[index])
      guard answer.status == 201 else {
        throw CPSError(.internalFault, reason: String(decoding: answer.body, as: UTF8.self))
      }
      answers[index] = answer
    }
    return answers
  }
}
