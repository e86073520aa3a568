// Systems and runtimes that an SDK describes in one text, as `uname` or .NET do, taken apart.
// Source: shared spec "ingest", section 3.11 (contexts); the reference is relay's contexts.rs.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace picket::domain::normalize {

/// Empty: the text does not say.
struct DescribedOs {
  std::string name;
  std::string version;
  std::string build;
  std::string kernel_version;
};

std::optional<DescribedOs> parse_os_description(std::string_view text);

struct DescribedRuntime {
  std::string name;
  std::string version;
};

std::optional<DescribedRuntime> parse_runtime_description(std::string_view text);

/// The version of the .NET Framework that a release key of the Windows registry stands for; empty
/// when it is none.
std::string_view framework_version(std::string_view release_key) noexcept;

}  // namespace picket::domain::normalize
