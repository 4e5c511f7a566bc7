/// The plot of people exposed over time, one line for each course that an act took: logarithmic both ways.
struct CoursePlot {
  /// Acts that went alike, to the second.
  struct Line {
    var acts: [ActFigures]
    let course: [ExposurePoint]

    /// How many people in the end.
    var people: Int { course.last?.people ?? 0 }
    /// The letters of its acts.
    var names: String { acts.map(\.name).joined(separator: ", ") }

    /// How many people were exposed at a time.
    func people(after seconds: Int) -> Int { course.last { $0.seconds <= seconds }?.people ?? 0 }
  }

  private static let width = 440.0
  private static let height = 330.0
  private static let left = 58.0
  private static let right = 28.0
  private static let top = 14.0
  private static let bottom = 46.0
  /// The shortest and the longest time, in seconds.
  private static let times = (first: 10, last: 86_400)
  private static let timeTicks = [
    (10, "10 s"), (60, "1 min"), (600, "10 min"), (3_600, "1 h"), (36_000, "10 h"),
  ]
  private static let peopleTicks = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000]
  /// Lines are told apart by their dashes, too.
  static let dashes = [
    "none", "8 4", "2 3", "10 3 2 3", "5 2", "1 5", "12 5", "4 6", "14 3", "6 2 1 2", "3 3",
  ]
  private static let points = 160

  /// The lines, in the order of their dashes.
  let lines: [Line]

  /// A plot of acts; those that exposed nobody have no line.
  init(of acts: [ActFigures]) {
    lines = acts.filter { $0.peopleExposed > 0 }.reduce(into: []) { lines, act in
      if let place = lines.firstIndex(where: { $0.course == act.course }) {
        lines[place].acts.append(act)
      } else {
        lines.append(Line(acts: [act], course: act.course))
      }
    }
  }

  /// The picture, with a title and a description for those who do not see it.
  func svg(title: String, description: String) -> String {
    """
    <svg class="plot" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" \
    aria-labelledby="plot-title plot-description">
    <title id="plot-title">\(PageText.escaped(title))</title>
    <desc id="plot-description">\(PageText.escaped(description))</desc>
    \(frame)
    \(lines.indices.map(path).joined(separator: "\n"))
    \(marks)
    </svg>
    """
  }

  /// The piece of line that stands in the legend.
  static func swatch(_ place: Int) -> String {
    """
    <svg class="swatch" viewBox="0 0 44 10" aria-hidden="true"><path class="line line-\(place)" \
    stroke-dasharray="\(dashes[place % dashes.count])" d="M1 5H43"/></svg>
    """
  }

  private var frame: String {
    let rows = Self.peopleTicks.map { people in
      let y = Self.y(people)
      return "<path class=\"grid\" d=\"M\(Self.left) \(y)H\(Self.width - Self.right)\"/>"
        + "<text x=\"\(Self.left - 5)\" y=\"\(y + 4)\" text-anchor=\"end\">\(PageText.number(people))</text>"
    }
    let columns = Self.timeTicks.map { seconds, text in
      let x = Self.x(seconds)
      return "<path class=\"grid\" d=\"M\(x) \(Self.top)V\(Self.height - Self.bottom)\"/>"
        + "<text x=\"\(x)\" y=\"\(Self.height - Self.bottom + 16)\" text-anchor=\"middle\">\(text)</text>"
    }
    let axis =
      "<text x=\"\((Self.left + Self.width - Self.right) / 2)\" y=\"\(Self.height - 8)\" text-anchor=\"middle\">"
      + "temps simulé depuis l’intrusion</text>"
    return (rows + columns + [axis]).joined(separator: "\n")
  }

  private func path(_ place: Int) -> String {
    var path = ""
    var last = 0
    for step in 0...Self.points {
      let part = Double(step) / Double(Self.points)
      let ratio = Double(Self.times.last) / Double(Self.times.first)
      let seconds = Int((Double(Self.times.first) * ratio.power(part)).rounded())
      let people = lines[place].people(after: seconds)
      guard people > 0, people != last || step == Self.points else { continue }
      path += path.isEmpty ? "M\(Self.x(seconds)) \(Self.y(people))" : "H\(Self.x(seconds))V\(Self.y(people))"
      last = people
    }
    return
      "<path class=\"line line-\(place)\" stroke-dasharray=\"\(Self.dashes[place % Self.dashes.count])\" d=\"\(path)\"/>"
  }

  /// The letter of each act at the end of its line, none over another.
  private var marks: String {
    var lowest = -Double.infinity
    return lines.indices.flatMap { place in lines[place].acts.map { (place, $0.name) } }
      .sorted { lines[$0.0].people > lines[$1.0].people }
      .map { place, name in
        let free = max(Self.y(lines[place].people), lowest + 13)
        lowest = free
        return
          "<text class=\"mark mark-\(place)\" x=\"\(Self.width - Self.right + 4)\" y=\"\(free + 4)\">\(name)</text>"
      }.joined(separator: "\n")
  }

  private static func x(_ seconds: Int) -> Double {
    let part =
      (Double(seconds) / Double(times.first)).logarithm
      / (Double(times.last) / Double(times.first)).logarithm
    return tenth(left + part * (width - left - right))
  }

  private static func y(_ people: Int) -> Double {
    let part = Double(max(people, 1)).logarithm / 1_000_000.0.logarithm
    return tenth(height - bottom - part * (height - top - bottom))
  }

  private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
