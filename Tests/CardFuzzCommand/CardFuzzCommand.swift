import CardFuzz
import Glibc

/// libFuzzer's own main function (compiler-rt, lib/fuzzer/FuzzerDriver.cpp), which this program starts itself.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Throws one input at the target that `CPSAUTH_FUZZ_TARGET` names, and stops where a promise broke.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  if let violation = CardFuzzCommand.target.violation(by: input) {
    print("broken promise: \(violation)")
    fflush(nil)
    abort()
  }
  return 0
}

/// libFuzzer over one of the targets.
///
/// The environment variable `CPSAUTH_FUZZ_TARGET` names it; the arguments are libFuzzer's.
@main struct CardFuzzCommand {
  static let target =
    getenv("CPSAUTH_FUZZ_TARGET").flatMap { FuzzTarget(rawValue: String(cString: $0)) } ?? .objects

  static func main() {
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(runDriver(&count, &arguments, testOneInput))
  }
}
