import CardFuzz
import Foundation
import TestSupport
import TrustFuzz
import VirtualCPS

/// Writes the seeds of the fuzzers into `Fixtures/fuzz`: what the virtual cards and the synthetic tree say, and
/// traps by hand.
///
/// Other files of that folder, inputs that once broke something, are left alone.
@main struct MakeFuzzSeeds {
  static func main() throws {
    try write(objects, FuzzTarget.objects.rawValue)
    try write(resets, FuzzTarget.reset.rawValue)
    try write(answers, FuzzTarget.answers.rawValue)
    let cards = try cards()
    try write(cards, FuzzTarget.directory.rawValue)
    try write(cards, FuzzTarget.contents.rawValue)
    let trust = try TrustSeeds()
    for target in TrustFuzzTarget.allCases {
      try write(trust.seeds(for: target).map { ($0.name, $0.bytes) }, target.rawValue)
    }
  }

  private static func write(_ seeds: [(String, [UInt8])], _ target: String) throws {
    let folder = PackageRoot.url.appending(path: "Fixtures/fuzz/\(target)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (name, seed) in seeds { try Data(seed).write(to: folder.appending(path: name)) }
  }

  private static let resets: [(String, [UInt8])] = [
    (
      "cps3",
      [0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x03, 0x10, 0, 0x90, 0]
    ),
    ("cps4", [0x3B, 0x9B, 0x18, 0x80, 1, 0, 0x12, 0x25, 0, 0x64, 0x80, 4, 1, 0, 0, 0x90, 0x44]),
    ("cps4-rc", [0x3B, 0x9B, 0x18, 0x80, 1, 0, 0x12, 0x25, 0, 0x64, 0x80, 0, 4, 1, 0, 0x90, 0x44]),
    ("cps4-t0", [0x3B, 0xDC, 0x18, 0xFF, 0, 0, 0x12, 0x25, 0, 0x64, 0x80, 0, 4, 1, 0, 0x90, 0]),
    (
      "contactless",
      [
        0x3B, 0x8F, 0x80, 0x01, 0, 0x31, 0xB8, 0x64, 4, 0xB0, 0xEC, 0xC1, 0x73, 0x94, 1, 0x80, 0x82, 0x90, 0,
        0x0E,
      ]
    ),
    ("other-convention", [0x3F, 0x00]), ("wrong-start", [0x2B, 0x8F, 0x80]), ("nothing", []),
    ("chain-without-end", [0x3B] + [UInt8](repeating: 0x80, count: 32)),
    ("history-longer-than-rest", [0x3B, 0x0F, 0x31]),
  ]

  private static let objects: [(String, [UInt8])] = [
    ("length-of-four-bytes", [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF]), ("indefinite", [0x30, 0x80, 0x00, 0x00]),
    ("length-of-five-bytes", [0x04, 0x85, 1, 0, 0, 0, 0]),
    ("tag-of-five-bytes", [0x7F, 0x81, 0x82, 0x83, 4, 0]),
    ("nested", (0..<40).reduce([]) { inner, _ in [0x30, UInt8(inner.count)] + inner }),
    ("doubled", [0x61, 0x08, 0x4F, 0x02, 1, 2, 0x4F, 0x02, 1, 2]),
    ("filled", [0x30, 0x03, 0x02, 0x01, 0x05, 0xFF, 0xFF, 0xFF]),
    ("filled-and-more", [0x30, 0x03, 0x02, 0x01, 0x05, 0x00, 0x00, 0x30]),
    ("control-parameters", [0x62, 0x08, 0x80, 2, 0, 0x65, 0x83, 2, 0x2F, 0]),
    (
      "tries",
      [0x70, 0x13, 0xBF, 0x81, 1, 0x0F, 0xA0, 0x0D, 0x9A, 1, 3, 0x9B, 1, 3, 0x9D, 2, 0, 0x64, 0x8C, 1, 0]
    ),
  ]

  /// Each answer with its length before it, the flags of the tape first.
  private static func tape(_ wire: UInt8, _ answers: [[UInt8]]) -> [UInt8] {
    [wire] + answers.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
  }

  private static let answers: [(String, [UInt8])] = [
    ("plain", tape(0, [[0x61, 0x04], [1, 2, 3, 4, 0x90, 0], [5, 6, 0x90, 0], [0x90, 0]])),
    ("block", tape(1, [[1, 2, 3, 4, 0x90, 0], [5, 6, 0x90, 0], [0x90, 0], [0x90, 0], [7, 0x90, 0]])),
    ("more-for-ever", tape(0, [[UInt8]](repeating: [0x61, 0xFF], count: 50))),
    ("more-and-nothing", tape(0, [[0x61, 0x00], [0x90, 0x00]])),
    ("length-for-ever", tape(0, [[UInt8]](repeating: [0x6C, 0x08], count: 50))),
    ("too-long", tape(1, [[UInt8](repeating: 0xAA, count: 300) + [0x90, 0x00]])),
    ("one-byte", tape(0, [[0x90]])), ("none", tape(1, [[]])),
    (
      "in-parts",
      tape(0, [[0x61, 0]] + [[UInt8]](repeating: [1, 2, 3, 0x61, 0x10], count: 9) + [[4, 0x90, 0]])
    ),
  ]

  /// Whole cards: those of the fixtures, and the same with something amiss.
  private static func cards() throws -> [(String, [UInt8])] {
    let cps3 = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/physician")).image(.cps3)
    let cps4 = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/cps4")).image(.cps4)
    let good = files(of: cps3)
    var seeds = [
      ("cps3", card(0, good)), ("cps4", card(1, files(of: cps4))), ("sizes-lie", card(2, good)),
      ("open", card(4, good)),
    ]
    for (index, name) in ["directory", "objects", "pins", "keys", "certificates", "certificate", "status"]
      .enumerated()
    {
      var changed = good
      changed[index] = []
      seeds.append(("no-\(name)", card(0, changed)))
    }
    for (index, name) in [(3, "keys"), (4, "certificates"), (2, "pins")] {
      var changed = good
      changed[index] += changed[index]
      seeds.append(("doubled-\(name)", card(0, changed)))
    }
    var cut = good
    cut[5] = Array(cut[5].prefix(300))
    seeds.append(("certificate-cut-off", card(0, cut)))
    return seeds
  }

  private static func card(_ flags: UInt8, _ files: [[UInt8]]) -> [UInt8] {
    [flags] + files.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
  }

  /// The files that a ``FileCard`` has, in its order.
  private static func files(of image: VirtualCardImage) -> [[UInt8]] {
    let files = image.masterFile.files + (image.masterFile.directories.first?.files ?? [])
    return FileCard.parts.map { identifier in
      identifier == 0 ? tries : files.first { $0.identifier == identifier }?.content ?? []
    }
  }

  /// The answer to GET DATA for PIN 1 (cps-card.md section 5).
  private static let tries: [UInt8] = [
    0x70, 0x12, 0xBF, 0x81, 0x01, 0x0E, 0xA0, 0x0C, 0x9A, 0x01, 0x03, 0x9B, 0x01, 0x03, 0x9D, 0x04, 0x00,
    0x00,
    0xFF, 0xFF,
  ]
}
