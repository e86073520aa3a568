// Names of classes that Java frameworks generate at run time, with the part that differs from run
// to run replaced by `<auto>`. Source: shared spec "grouping", sections 7.1 and 7.2.
#pragma once

#include <string>
#include <string_view>

namespace picket::domain::grouping {

/// The prefix of reflection's accessors, whose number differs, or empty for another module.
std::string_view reflection_accessor(std::string_view module) noexcept;

/// Markers of reflection constructors, CGLIB, Javassist, Clojure, Spring enhancers and Hibernate
/// proxies.
std::string clean_java_module(std::string_view module);

/// Javassist's marker only.
std::string clean_javassist(std::string_view text);

}  // namespace picket::domain::grouping
