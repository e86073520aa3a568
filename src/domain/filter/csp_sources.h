// Reports of a content security policy about what nobody can do anything about.
// Source: shared spec "ingest", section 4.4 and the matcher of section 1.4.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/filter/event_view.h"
#include "domain/project/origin.h"

namespace picket::domain::filter {

/// Immutable once built; any thread.
class CspSources {
 public:
  CspSources() = default;
  explicit CspSources(std::span<const std::string> sources);

  /// What Sentry leaves out unless a project says otherwise: schemes of browsers and extensions,
  /// hosts of known malware.
  static std::span<const std::string_view> defaults() noexcept;

  bool empty() const noexcept { return patterns_.empty(); }
  /// Whether what was blocked, where it was asked for or the page itself is one of the sources.
  bool match(const EventView& event) const;
  /// Of any URL, or of a word that stands for one, such as "data".
  bool match(std::string_view url) const;

 private:
  std::vector<OriginPattern> patterns_;
  bool any_ = false;  ///< One of them is "*".
};

}  // namespace picket::domain::filter
