import CPSConfiguration
import CPSDiagnostics
import Foundation
import Testing

/// Reads `text` as a file named `f.yaml`.
private func read<Value>(
  _ text: String, _ body: (inout ConfigurationReader) throws(CPSError) -> Value
) throws(CPSError) -> Value {
  try ConfigurationReader.read(Array(text.utf8), named: "f.yaml", body)
}

/// Place and detail of the refusal of `text`, whatever is asked of it.
private func refusal(of text: String) -> [String: String]? {
  do throws(CPSError) {
    try read(text) { reader throws(CPSError) in _ = reader.all() }
    return nil
  } catch {
    return error == CPSError(.configurationInvalid) ? error.values : nil
  }
}

private enum Colour: String, CaseIterable { case red, green }

@Suite struct ConfigurationReaderTests {
  @Test func `a byte order mark before the document is no part of it`() throws {
    try read("\u{FEFF}name: x\n") { reader throws(CPSError) in
      #expect(try reader.required("name").string() == "x")
    }
    for wrong in ["name: x\nname: y\n", "name: &a x\n", "- x\n", "name: [x\n"] {
      #expect(refusal(of: "\u{FEFF}" + wrong) == refusal(of: wrong))
      #expect(refusal(of: wrong) != nil)
    }
    // In UTF-8 alone.
    for bytes: [UInt8] in [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61], [0xEF, 0xBB]] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try ConfigurationReader.read(bytes, named: "f.yaml") { reader throws(CPSError) in _ = reader.all() }
      }
    }
  }

  @Test func `every kind of value is read`() throws {
    let text = """
      # a comment with *, & and !
      name: l'adresse & la suite * de tout
      quoted: "true"
      number: 42
      truth: false
      idle: 5m
      colour: green
      names: [a, 'b', "c"]
      policy:
        deep: {x: 1}
      """
    try read(text) { reader throws(CPSError) in
      #expect(try reader.required("name").string() == "l'adresse & la suite * de tout")
      #expect(try reader.required("quoted").string() == "true")
      #expect(try reader.required("number").integer(in: 0...100) == 42)
      #expect(try reader.required("truth").boolean() == false)
      #expect(try reader.required("idle").duration(in: .seconds(1)...(.seconds(3_600))) == .seconds(300))
      #expect(try reader.required("colour").choice(of: Colour.self) == .green)
      var names: [String] = []
      for value in try reader.required("names").list() { names.append(try value.string()) }
      #expect(names == ["a", "b", "c"])
      #expect(reader.optional("absent") == nil)
      let x = try reader.required("policy").section { policy throws(CPSError) in
        try policy.required("deep").section { deep throws(CPSError) in
          try deep.required("x").integer(in: 1...1)
        }
      }
      #expect(x == 1)
    }
  }

  @Test func `a key that is not asked for is refused with its place`() {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("a: 1\nb:\n  c: 2\n") { reader throws(CPSError) in
        _ = try reader.required("a").string()
        try reader.required("b").section { _ throws(CPSError) in }
      }
    }
    do throws(CPSError) {
      try read("audience: x\nlisten: y\naudiance: z\n") { reader throws(CPSError) in
        _ = try reader.required("audience").string()
        _ = try reader.required("listen").string()
      }
      Issue.record("accepted")
    } catch {
      #expect(error.values == ["place": "f.yaml:3:1", "detail": "unknown key “audiance”"])
    }
  }

  @Test func `a key that is missing is named`() {
    do throws(CPSError) {
      try read("") { reader throws(CPSError) in _ = try reader.required("audience") }
      Issue.record("accepted")
    } catch {
      #expect(error.values == ["place": "f.yaml:1:1", "detail": "the key “audience” is missing"])
    }
  }

  @Test(arguments: [
    ("a: 1\na: 2\n", "f.yaml:1:1"), ("a:\n  b: 1\n  'b': 2\n", "f.yaml:2:3"),
    ("a: &x 1\n", "f.yaml:1:4"), ("a: *x\n", "f.yaml:1:4"), ("a: &x [1]\nb: *x\n", "f.yaml:1:4"),
    ("&k a: 1\n", "f.yaml:1:1"), ("a: 1\n? *x : 1\n", "f.yaml:2:3"), ("a: !!str 1\n", "f.yaml:1:4"),
    ("a: !x 1\n", "f.yaml:1:4"), ("a: !!map {b: 1}\n", "f.yaml:1:4"), ("a: !!seq [b]\n", "f.yaml:1:4"),
    ("a: 1\n---\nb: 2\n", "f.yaml:2:1"), ("[a]: 1\n", "f.yaml:1:1"), ("{a: 1}: 2\n", "f.yaml:1:1"),
    ("a: [1\n", "f.yaml:"), ("a: \"x\n", "f.yaml:"), ("\ta: 1\n", "f.yaml:1:1"),
    ("a: \"\\ud800\"\n", "f.yaml:1:"), ("a: b: c\n", "f.yaml:1:5"), ("- a\n", "f.yaml:1:1"),
    ("text\n", "f.yaml:1:1"),
  ])
  func `CA-12 what is not a plain mapping is refused where it stands`(text: String, place: String) {
    #expect(refusal(of: text)?["place"]?.hasPrefix(place) == true)
  }

  @Test func `CA-12 an alias bomb costs no more than its text`() throws {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...60 {
      let below = [String](repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(below)]\n"
    }
    bomb += "? *a60\n: 1\n? *a59\n: 2\n"
    #expect(refusal(of: bomb)?["detail"] == "anchors and aliases are not admitted")
  }

  @Test func `CA-12 nesting, length, encoding and control characters are bounded`() {
    #expect(refusal(of: "a: " + String(repeating: "[", count: 30_000)) != nil)
    #expect(
      refusal(of: "a: " + String(repeating: "[", count: 900) + String(repeating: "]", count: 900)) != nil)
    #expect(refusal(of: "# " + String(repeating: "x", count: 65_536)) != nil)
    #expect(refusal(of: "a: \u{1}\n") != nil)
    #expect(refusal(of: "a: \u{0}\n") != nil)
    #expect(throws: CPSError(.configurationInvalid)) {
      try ConfigurationReader.read([0x61, 0x3A, 0x20, 0xFF], named: "f") { reader throws(CPSError) in
        _ = reader.all()
      }
    }
  }

  @Test(arguments: ["a:", "a: ~", "a: null", "a: ''", "a: [x]", "a: {x: y}"])
  func `a text must be there`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read(text) { reader throws(CPSError) in _ = try reader.required("a").string() }
    }
  }

  @Test(arguments: ["'5'", "05", "+5", "5.0", "0x5", "101", "-1", "five", "5_0", "[5]"])
  func `a number is written in one way`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("a: \(text)") { reader throws(CPSError) in _ = try reader.required("a").integer(in: 0...100) }
    }
  }

  @Test(arguments: ["yes", "on", "True", "'true'", "1", "[true]"])
  func `truth is true or false`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("a: \(text)") { reader throws(CPSError) in _ = try reader.required("a").boolean() }
    }
  }

  @Test(arguments: [
    "0s", "-5m", "100000h", "9223372036854775807h", "5", "m", "5 m", "5d", "1.5h", "'5m'", "05m", "5M", "59s",
    "4h1m",
  ])
  func `CA-08 a time out of range or in another form is refused`(text: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("a: \(text)") { reader throws(CPSError) in
        _ = try reader.required("a").duration(in: .seconds(60)...(.seconds(14_400)))
      }
    }
  }

  @Test func `the refusal of a parsed value keeps the place`() {
    do throws(CPSError) {
      try read("x: 1\na:   bad\n") { reader throws(CPSError) in
        _ = try reader.required("x").string()
        try reader.required("a").parsed { text throws(CPSError) in
          throw CPSError(.audienceInvalid, ["detail": text])
        }
      }
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"] == "f.yaml:2:6")
      #expect(error.values["detail"]?.contains("bad") == true)
    }
  }

  @Test func `a file that is missing, a folder and an endless file are told`() {
    for path in ["/nonexistent/f.yaml", "/tmp"] {
      #expect(throws: CPSError(.inputMissing)) {
        try ConfigurationReader.read(file: path) { _ throws(CPSError) in }
      }
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try ConfigurationReader.read(file: "/dev/zero") { _ throws(CPSError) in }
    }
  }

  @Test(arguments: [("90s", 90), ("5m", 300), ("4h", 14_400), ("0s", 0)])
  func `a time is written back as it was read`(text: String, seconds: Int) {
    #expect(DurationText.parse(text) == .seconds(seconds))
    #expect(DurationText.parse(DurationText.format(.seconds(seconds))) == .seconds(seconds))
  }
}
