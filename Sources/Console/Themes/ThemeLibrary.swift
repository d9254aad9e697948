public import Canvas

/// The themes built into the program, and how a theme file is read.
public enum ThemeLibrary {
  /// The names of the built-in themes, the default first.
  public static let names = ["default", "light", "high-contrast", "high-contrast-light", "colour-blind", "mono"]

  /// The built-in themes, in the order of `names`.
  public static let builtIn: [Theme] = names.compactMap(shipped)

  /// The built-in themes to choose from, in the order of `names`; none is read yet.
  public static let offers: [ThemeOffer] = names.map { name in
    ThemeOffer(name: name, note: note(of: name)) { shipped(name) }
  }

  private static func note(of name: String) -> String {
    switch name {
    case "light": "for pale backgrounds"
    case "high-contrast": "bright on dark, nothing dimmed"
    case "high-contrast-light": "dark on pale, nothing dimmed"
    case "colour-blind": "blue against orange"
    case "mono": "no colours, fewest bytes"
    default: "dark, one accent colour"
    }
  }

  private static func shipped(_ name: String) -> Theme? {
    guard let text = source(of: name) else { return nil }
    // A shipped theme that cannot be read is a mistake the tests find; the others still work.
    return try? parse(text, name: name, file: "Themes/\(name).yaml")
  }

  /// The text of a built-in theme, a starting point for one's own; nil for an unknown name.
  public static func source(of name: String) -> String? {
    let bytes: [UInt8]? =
      switch name {
      case "default": PackageResources.default_yaml
      case "light": PackageResources.light_yaml
      case "high-contrast": PackageResources.high_contrast_yaml
      case "high-contrast-light": PackageResources.high_contrast_light_yaml
      case "colour-blind": PackageResources.colour_blind_yaml
      case "mono": PackageResources.mono_yaml
      default: nil
      }
    return bytes.map { String(decoding: $0, as: UTF8.self) }
  }
}
