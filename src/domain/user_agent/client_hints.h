// ClientHints: what the headers of a request say about the browser that sent it.
// Source: shared spec "ingest", section 3.11; https://wicg.github.io/ua-client-hints/.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace picket::domain {

/// Values as sent, with their quotes. Empty: absent.
struct ClientHints {
  std::string_view user_agent;
  std::string_view brands;            ///< Sec-CH-UA.
  std::string_view model;             ///< Sec-CH-UA-Model.
  std::string_view platform;          ///< Sec-CH-UA-Platform.
  std::string_view platform_version;  ///< Sec-CH-UA-Platform-Version.

  /// Their names in the order in which relay adds them to a report.
  static constexpr std::string_view kNames[] = {"User-Agent", "SEC-CH-UA-Platform",
                                                "SEC-CH-UA-Platform-Version", "SEC-CH-UA",
                                                "SEC-CH-UA-Model"};

  /// The member that the header, in any case, is for; null for another header.
  std::string_view* find(std::string_view header) noexcept;
};

struct HintedProduct {
  std::string name;
  std::string version;  ///< May be empty for a system.
};

/// The first brand of `"Not_A Brand";v="99", "Google Chrome";v="109"` that is neither a decoy nor
/// an engine. nullopt when there is none, or when that one has no name or version.
std::optional<HintedProduct> hinted_browser(const ClientHints& hints);
std::optional<HintedProduct> hinted_system(const ClientHints& hints);
/// Empty when there is none.
std::string hinted_model(const ClientHints& hints);

}  // namespace picket::domain
