// Function trimming of the native family: C, C++, Objective-C, Swift, Rust, all compilers.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::grouping {

std::string trim_native_function_name(std::string_view function, std::string_view platform);

}  // namespace picket::domain::grouping
