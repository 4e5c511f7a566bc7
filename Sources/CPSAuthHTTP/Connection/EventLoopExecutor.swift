internal import NIOCore

/// Runs tasks on the thread of an event loop.
final class EventLoopExecutor: TaskExecutor {
  private let loop: any EventLoop

  init(_ loop: any EventLoop) { self.loop = loop }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // Queued also by the loop itself, so that what is under way there ends first.
    loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
