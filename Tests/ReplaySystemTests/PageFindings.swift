/// What `Scripts/check_page.py` found in a browser.
struct PageFindings: Decodable {
  /// The page at one width, in light or dark.
  struct View: Decodable {
    let width: Int
    let height: Int
    /// How many colours are in the picture, made small.
    let colours: Int
    /// The colour that there is most of, and its part of the picture.
    let ground: [Int]
    let groundShare: Double
    let innerWidth: Int
    let scrollWidth: Int
    /// The beginnings of texts that do not fit where they stand.
    let cut: [String]
    /// The height of the smallest text in the plot, in pixels of the page.
    let smallestText: Double
    /// Findings of axe-core, and how many of its rules the page passes.
    let axe: [String]
    let axePasses: Int
  }

  /// The page on paper.
  struct Paper: Decodable {
    let pages: Int
    /// In points.
    let size: [Int]
    let texts: [String]
  }

  let desktop: View
  let telephone: View
  let dark: View
  let paper: Paper
  /// What the page asked for beside itself.
  let requests: [String]
  /// The text on the screen of the last view.
  let text: String
}
