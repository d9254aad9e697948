import Canvas
import Foundation

/// Colours of the xterm palette as light, for contrast (WCAG 2.2) and for how eyes that lack a kind of cone see them.
struct Shade: Hashable, Sendable {
  /// Red, green and blue as linear light from 0 to 1.
  var light: [Double]

  /// A dichromacy, simulated by Machado, Oliveira and Fernandes (2009).
  enum Eyes: String, CaseIterable, Sendable {
    case usual, protanopia, deuteranopia, tritanopia

    fileprivate var matrix: [[Double]] {
      switch self {
      case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
      case .protanopia:
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
      case .deuteranopia:
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
      case .tritanopia:
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
      }
    }
  }

  private static let system: [[Int]] = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205], [229, 229, 229],
    [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255], [0, 255, 255],
    [255, 255, 255],
  ]

  static let black = Shade(0)
  static let white = Shade(15)

  /// A colour of the palette by its number.
  init(_ index: Int) {
    let steps = [0, 95, 135, 175, 215, 255]
    let bytes =
      switch index {
      case 0..<16: Self.system[index]
      case 16..<232: [steps[(index - 16) / 36], steps[(index - 16) / 6 % 6], steps[(index - 16) % 6]]
      default: Array(repeating: 8 + 10 * (index - 232), count: 3)
      }
    light = bytes.map { byte in
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  /// A colour of a theme; the terminal's own stands for another one.
  init(_ colour: Colour, standard: Shade) {
    switch colour {
    case .standard: self = standard
    case .index(let index): self.init(Int(index))
    }
  }

  private var luminance: Double { 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] }

  /// The contrast to another colour, from 1 to 21.
  func contrast(to other: Shade) -> Double {
    (max(luminance, other.luminance) + 0.05) / (min(luminance, other.luminance) + 0.05)
  }

  /// How far two colours are apart for some eyes, as a distance in CIELAB; 2 can just be told apart side by side.
  func distance(to other: Shade, for eyes: Eyes) -> Double {
    let (here, there) = (lab(for: eyes), other.lab(for: eyes))
    return zip(here, there).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private func lab(for eyes: Eyes) -> [Double] {
    let seen = eyes.matrix.map { row in min(1, max(0, zip(row, light).map(*).reduce(0, +))) }
    func component(_ weights: [Double], _ white: Double) -> Double {
      let value = zip(weights, seen).map(*).reduce(0, +) / white
      return value > 0.008856 ? cbrt(value) : 7.787 * value + 16 / 116
    }
    let x = component([0.4124, 0.3576, 0.1805], 0.95047)
    let y = component([0.2126, 0.7152, 0.0722], 1)
    let z = component([0.0193, 0.1192, 0.9505], 1.08883)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
}
