private import Glibc

/// Processor time of the thread that asks, so that a machine under load refuses nothing that it would not
/// refuse at rest.
enum ThreadTime {
  static func elapsed() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }
}
