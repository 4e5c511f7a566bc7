import Foundation
import TestSupport
import Testing
import TrustFuzz

/// The inputs in Fixtures/fuzz for what authorities and responders say: seeds, and whatever once broke something.
@Suite struct TrustCorpusTests {
  @Test(arguments: TrustFuzzTarget.allCases)
  func `HC-10 HC-11 HC-12 HC-34 HN-12 HN-13 every input of the corpus is stood`(
    target: TrustFuzzTarget
  ) throws {
    let folder = PackageRoot.url.appending(path: "Fixtures/fuzz/\(target.rawValue)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count > 8)
    for name in names {
      let input = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      #expect(input.count <= target.longestInput, "\(name)")
      #expect(target.violation(by: input) == nil, "\(name)")
    }
  }
}
