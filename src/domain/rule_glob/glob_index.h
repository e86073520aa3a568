// Many globs against one text: which of them match it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/rule_glob/glob.h"

namespace picket::domain::rule_glob {

/// Filled by add(), then build(), then immutable; any thread. Asks a glob only when the text
/// begins as the glob does or may contain what the glob requires.
class GlobIndex {
 public:
  /// `id` is what find() tells of it. The glob has to live as long as the index.
  void add(const Glob& glob, std::uint16_t id);
  void build();

  /// Calls `hit(id)` for each glob that matches the text, once, in no particular order.
  template <class Hit>
  void find(std::string_view text, Hit hit) const {
    each_candidate(text, [&](const Entry& entry) {
      if (entry.glob->matches(text)) hit(entry.id);
    });
  }
  /// The same for a path by write_path(); may call twice for one glob.
  template <class Hit>
  void find_path(std::string_view path, Hit hit) const {
    find(path.substr(1), hit);
    if (!path.substr(1).starts_with('/')) find(path, hit);
  }

 private:
  /// Pairs of neighbouring bytes, by a hash: what a text lacks it cannot contain.
  using Pairs = std::array<std::uint64_t, 4>;
  struct Entry {
    const Glob* glob = nullptr;
    std::string_view prefix;
    Pairs pairs{};
    std::uint16_t id = 0;
  };
  static Pairs pairs_of(std::string_view text) noexcept;

  template <class Visit>
  void each_candidate(std::string_view text, Visit visit) const {
    if (!text.empty()) {
      const auto first = static_cast<unsigned char>(text.front());
      for (std::size_t i = first_[first]; i < first_[first + 1U]; ++i) {
        if (text.starts_with(anchored_[i].prefix)) visit(anchored_[i]);
      }
    }
    if (floating_.empty()) return;
    const Pairs pairs = pairs_of(text);
    for (const Entry& entry : floating_) {
      bool may = true;
      for (std::size_t w = 0; w < pairs.size(); ++w) {
        may = may && (entry.pairs[w] & ~pairs[w]) == 0;
      }
      if (may) visit(entry);
    }
  }

  std::vector<Entry> anchored_;  ///< With a prefix, by its first byte.
  std::array<std::uint16_t, 257> first_{};
  std::vector<Entry> floating_;
};

}  // namespace picket::domain::rule_glob
