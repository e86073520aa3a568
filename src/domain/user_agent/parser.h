// UserAgentParser: reads User-Agent headers by the patterns of uap-core.
// Source: uap-core's docs/specification.md; the patterns are in the program, see pattern.h.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include "domain/user_agent/user_agent.h"

namespace picket::domain {

/// Only patterns whose literals a header holds are compiled, when first needed, and the latest of
/// them are kept: a typical header asks for seven of 1,175. All compiled at once they would
/// take 66 MB. One thread at a time.
class UserAgentParser final : public UserAgents {
 public:
  /// Bytes of a header that are looked at. The longest of real ones, with lists of .NET versions,
  /// have about 500; what a pattern costs grows with this.
  static constexpr std::size_t kMaxHeader = 768;
  /// Compiled patterns kept, of about 25 KB each.
  static constexpr std::size_t kMaxCompiled = 192;
  /// Patterns that one header may have matched against it: of 9,000 real ones none needed more than
  /// 26. What a header that is made to need more would have been is unknown.
  static constexpr int kMaxAttempts = 64;

  UserAgentParser();
  ~UserAgentParser() override;

  /// Not remembered: 20 us, and 100 us for each pattern to compile. Invalid UTF-8 is replaced.
  std::shared_ptr<const UserAgent> read(std::string_view header) override;

  /// For tests and metrics.
  std::size_t compiled() const noexcept;

 private:
  class Tables;
  std::unique_ptr<Tables> tables_;
};

}  // namespace picket::domain
