// UserAgentCache: remembers what User-Agent headers say, for all threads of the relay.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/mutex.h"
#include "base/thread_annotations.h"
#include "domain/user_agent/parser.h"
#include "domain/user_agent/user_agent.h"

namespace picket::relay {

/// Thread-safe. A header that it knows takes a look-up; for another one threads wait for each
/// other, as the compiled patterns are many megabytes and there is one set of them. It forgets in
/// two generations: what was asked for since the last change of generation stays for the next.
class UserAgentCache final : public domain::UserAgents {
 public:
  /// Of each generation; about 600 bytes each. Browsers in use at a time have some hundreds of
  /// headers.
  static constexpr std::size_t kGeneration = 512;

  std::shared_ptr<const domain::UserAgent> read(std::string_view header) override;

  std::size_t size() const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };
  using Generation = std::unordered_map<std::string, std::shared_ptr<const domain::UserAgent>, Hash,
                                        std::equal_to<>>;

  std::shared_ptr<const domain::UserAgent> recall(std::string_view header)
      PICKET_REQUIRES(known_mutex_);
  void remember(std::string_view header, std::shared_ptr<const domain::UserAgent> agent)
      PICKET_REQUIRES(known_mutex_);

  mutable Mutex known_mutex_;
  Generation young_ PICKET_GUARDED_BY(known_mutex_);
  Generation old_ PICKET_GUARDED_BY(known_mutex_);
  Mutex parser_mutex_;
  domain::UserAgentParser parser_ PICKET_GUARDED_BY(parser_mutex_);
};

}  // namespace picket::relay
