for info in sorted(layout.layer_infos(), key=str):
    count = sum(cell.shapes(layout.layer(info)).size() for cell in layout.each_cell())
    if count:
        print(f"{info.layer}/{info.datatype} {count}")
