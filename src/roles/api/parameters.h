// The parameters of a query. One that a route does not know is refused by its name: a filter that
// is passed over in silence gives a wrong answer that looks right.
// Source: shared spec "api", sections 1.1 and 1.3.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "roles/api/problem.h"

namespace picket::api {

class Parameters {
 public:
  /// Decodes `query` (raw, without '?'). 400 for a name outside `known` and for text that is not
  /// UTF-8 or holds NUL.
  static Answer<Parameters> read(std::string_view query, std::span<const std::string_view> known);

  /// The last of that name; nullopt when absent, "" when empty.
  std::optional<std::string_view> text(std::string_view name) const noexcept;
  /// The same, "" counting as absent.
  std::string_view text_or(std::string_view name, std::string_view otherwise) const noexcept;
  /// In the order sent.
  std::vector<std::string> all(std::string_view name) const;
  /// "1" or "true".
  bool flag(std::string_view name) const noexcept;

 private:
  std::vector<std::pair<std::string, std::string>> pairs_;
};

/// `Unsupported value 'x' for 'name'.`
Problem unsupported_value(std::string_view name, std::string_view value);

inline constexpr std::size_t kMaxPage = 100;  ///< Rows of a page, as in Sentry.

/// `per_page`: 1 to 100, 100 when absent; everything else is a 400.
Answer<std::size_t> read_per_page(const Parameters& parameters);
/// `limit`: at least 1, clamped to 100, as Grafana asks for 10,000.
Answer<std::size_t> read_limit(const Parameters& parameters);
/// The values of a repeated word such as `expand`; one outside `known` is a 400.
Answer<std::vector<std::string>> read_words(const Parameters& parameters, std::string_view name,
                                            std::span<const std::string_view> known);

}  // namespace picket::api
