// UserAgent: which browser, system and device a User-Agent header names.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace picket::domain {

/// Empty: unknown.
struct UserAgent {
  struct Product {
    std::string family;  ///< "Chrome Mobile", "Windows".
    std::string major;   ///< Mostly a number; of systems also a name, such as "XP".
    std::string minor;
    std::string patch;

    /// "4.0.4", "10", or empty; what follows an unknown part is left out.
    std::string version() const;
  };
  struct Device {
    std::string family;  ///< "Samsung Galaxy Nexus".
    std::string brand;
    std::string model;
  };

  Product browser;
  Product system;
  Device device;
};

/// Who reads headers, for those that only need the answer.
class UserAgents {
 public:
  UserAgents() = default;
  UserAgents(const UserAgents&) = delete;
  UserAgents& operator=(const UserAgents&) = delete;
  virtual ~UserAgents() = default;

  /// Never null. Costs a look-up for a header that was read recently, see UserAgentParser for
  /// others. Whether threads may share it is up to the implementation.
  virtual std::shared_ptr<const UserAgent> read(std::string_view header) = 0;
};

}  // namespace picket::domain
