#include "domain/user_agent/user_agent.h"

namespace picket::domain {

std::string UserAgent::Product::version() const {
  std::string text = major;
  if (text.empty() || minor.empty()) return text;
  (text += '.') += minor;
  if (!patch.empty()) (text += '.') += patch;
  return text;
}

}  // namespace picket::domain
