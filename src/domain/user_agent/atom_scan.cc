#include "domain/user_agent/atom_scan.h"

namespace picket::domain::user_agent {

AtomScan::AtomScan(const Patterns& patterns) {
  first_.fill(kNone);
  atoms_.reserve(patterns.atoms.size());
  next_.reserve(patterns.atoms.size());
  for (const std::uint32_t offset : patterns.atoms) {
    const std::string_view atom(patterns.text + offset);
    std::uint16_t& head = first_[bucket_of(atom.data())];
    next_.push_back(head);
    head = static_cast<std::uint16_t>(atoms_.size());
    atoms_.push_back(atom);
  }
}

std::size_t AtomScan::bucket_of(const char* text) noexcept {
  const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  return (byte(0) * 37U + byte(1)) % kBuckets;
}

std::vector<bool> AtomScan::find(std::string_view text) const {
  std::vector<bool> found(atoms_.size());
  for (std::size_t at = 0; at + 2 <= text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    for (std::uint16_t i = first_[bucket_of(rest.data())]; i != kNone; i = next_[i]) {
      if (rest.starts_with(atoms_[i])) found[i] = true;
    }
  }
  return found;
}

bool may_match(const Pattern& pattern, const Patterns& patterns, const std::vector<bool>& found) {
  for (const Need& need : patterns.needs.subspan(pattern.first_need, pattern.need_count)) {
    bool any = false;
    for (const std::uint16_t atom : patterns.need_atoms.subspan(need.first_atom, need.atom_count)) {
      any = any || found[atom];
    }
    if (!any) return false;
  }
  return true;
}

}  // namespace picket::domain::user_agent
