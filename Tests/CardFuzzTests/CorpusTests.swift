import CardFuzz
import Foundation
import TestSupport
import Testing

/// The inputs in Fixtures/fuzz: seeds, and whatever once broke something.
@Suite struct CorpusTests {
  @Test(arguments: FuzzTarget.allCases)
  func `HC-08 HC-09 HC-10 HC-11 HC-12 HC-13 HC-27 every input of the corpus is stood`(
    target: FuzzTarget
  ) throws {
    let folder = PackageRoot.url.appending(path: "Fixtures/fuzz/\(target.rawValue)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(names.count > 4)
    for name in names {
      let input = [UInt8](try Data(contentsOf: folder.appending(path: name)))
      #expect(input.count <= target.longestInput, "\(name)")
      #expect(target.violation(by: input) == nil, "\(name)")
    }
  }
}
