layout.transform(db.ICplxTrans(layout.dbu / 0.0001))
layout.dbu = 0.0001
