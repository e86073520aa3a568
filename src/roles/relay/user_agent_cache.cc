#include "roles/relay/user_agent_cache.h"

#include <utility>

namespace picket::relay {

std::shared_ptr<const domain::UserAgent> UserAgentCache::read(std::string_view header) {
  // What the parser does not look at makes no other answer.
  header = header.substr(0, domain::UserAgentParser::kMaxHeader);
  {
    const MutexLock lock(known_mutex_);
    if (auto known = recall(header)) return known;
  }
  std::shared_ptr<const domain::UserAgent> agent;
  {
    const MutexLock lock(parser_mutex_);
    agent = parser_.read(header);
  }
  const MutexLock lock(known_mutex_);
  remember(header, agent);
  return agent;
}

std::size_t UserAgentCache::size() const {
  const MutexLock lock(known_mutex_);
  return young_.size() + old_.size();
}

std::shared_ptr<const domain::UserAgent> UserAgentCache::recall(std::string_view header) {
  if (const auto found = young_.find(header); found != young_.end()) return found->second;
  const auto found = old_.find(header);
  if (found == old_.end()) return nullptr;
  auto agent = std::move(found->second);
  old_.erase(found);
  remember(header, agent);
  return agent;
}

void UserAgentCache::remember(std::string_view header,
                              std::shared_ptr<const domain::UserAgent> agent) {
  if (young_.size() == kGeneration) {
    old_ = std::move(young_);
    young_ = Generation();
  }
  young_.insert_or_assign(std::string(header), std::move(agent));
}

}  // namespace picket::relay
