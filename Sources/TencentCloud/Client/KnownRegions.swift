/// The regions known when this was written (tencent-cbs.md §2), for accounts that may not list them.
enum KnownRegions {
  static let all: [TencentRegionSet.Entry] = names.map { TencentRegionSet.Entry(id: $0.0, name: $0.1) }

  private static let names: [(String, String)] = [
    ("ap-guangzhou", "South China (Guangzhou)"), ("ap-shanghai", "East China (Shanghai)"),
    ("ap-nanjing", "East China (Nanjing)"), ("ap-beijing", "North China (Beijing)"),
    ("ap-chengdu", "Southwest China (Chengdu)"), ("ap-chongqing", "Southwest China (Chongqing)"),
    ("ap-hongkong", "Hong Kong/Macao/Taiwan (Hong Kong, China)"), ("ap-singapore", "Southeast Asia (Singapore)"),
    ("ap-bangkok", "Southeast Asia (Bangkok)"), ("ap-mumbai", "South Asia (Mumbai)"),
    ("ap-seoul", "Northeast Asia (Seoul)"), ("ap-tokyo", "Northeast Asia (Tokyo)"),
    ("na-siliconvalley", "US West (Silicon Valley)"), ("na-ashburn", "US East (Virginia)"),
    ("na-toronto", "North America (Toronto)"), ("eu-frankfurt", "Europe (Frankfurt)"),
    ("ap-jakarta", "Southeast Asia (Jakarta)"), ("sa-saopaulo", "South America (Sao Paulo)"),
    ("ap-shanghai-fsi", "East China (Shanghai Finance)"), ("ap-shenzhen-fsi", "South China (Shenzhen Finance)"),
    ("ap-beijing-fsi", "North China (Beijing Finance)"),
  ]
}
